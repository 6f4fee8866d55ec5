import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-08.judge.js';
import { scenario } from './CLIENT-CLOSE-08.scenario.js';

certify('CLIENT-CLOSE-08', scenario, judge);
