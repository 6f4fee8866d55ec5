import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-14.judge.js';
import { scenario } from './CLIENT-CLOSE-14.scenario.js';

certify('CLIENT-CLOSE-14', scenario, judge);
