import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-10.judge.js';
import { scenario } from './CLIENT-CLOSE-10.scenario.js';

certify('CLIENT-CLOSE-10', scenario, judge);
