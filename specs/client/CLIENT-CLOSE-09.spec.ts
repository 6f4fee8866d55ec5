import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-09.judge.js';
import { scenario } from './CLIENT-CLOSE-09.scenario.js';

certify('CLIENT-CLOSE-09', scenario, judge);
