import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-04.judge.js';
import { scenario } from './CLIENT-CLOSE-04.scenario.js';

certify('CLIENT-CLOSE-04', scenario, judge);
