import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-21.judge.js';
import { scenario } from './CLIENT-CLOSE-21.scenario.js';

certify('CLIENT-CLOSE-21', scenario, judge);
