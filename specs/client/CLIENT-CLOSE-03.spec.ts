import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-03.judge.js';
import { scenario } from './CLIENT-CLOSE-03.scenario.js';

certify('CLIENT-CLOSE-03', scenario, judge);
