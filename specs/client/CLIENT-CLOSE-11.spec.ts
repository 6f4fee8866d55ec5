import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-11.judge.js';
import { scenario } from './CLIENT-CLOSE-11.scenario.js';

certify('CLIENT-CLOSE-11', scenario, judge);
