import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-07.judge.js';
import { scenario } from './CLIENT-CLOSE-07.scenario.js';

certify('CLIENT-CLOSE-07', scenario, judge);
