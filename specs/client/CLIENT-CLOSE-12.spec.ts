import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-12.judge.js';
import { scenario } from './CLIENT-CLOSE-12.scenario.js';

certify('CLIENT-CLOSE-12', scenario, judge);
