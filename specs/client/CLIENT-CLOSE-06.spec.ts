import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-06.judge.js';
import { scenario } from './CLIENT-CLOSE-06.scenario.js';

certify('CLIENT-CLOSE-06', scenario, judge);
