import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-01.judge.js';
import { scenario } from './CLIENT-CLOSE-01.scenario.js';

certify('CLIENT-CLOSE-01', scenario, judge);
