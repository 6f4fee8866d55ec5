import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-17.judge.js';
import { scenario } from './CLIENT-CLOSE-17.scenario.js';

certify('CLIENT-CLOSE-17', scenario, judge);
