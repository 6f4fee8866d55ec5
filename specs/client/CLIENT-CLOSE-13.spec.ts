import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-13.judge.js';
import { scenario } from './CLIENT-CLOSE-13.scenario.js';

certify('CLIENT-CLOSE-13', scenario, judge);
