import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-23.judge.js';
import { scenario } from './CLIENT-CLOSE-23.scenario.js';

certify('CLIENT-CLOSE-23', scenario, judge);
