import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-22.judge.js';
import { scenario } from './CLIENT-CLOSE-22.scenario.js';

certify('CLIENT-CLOSE-22', scenario, judge);
