import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-18.judge.js';
import { scenario } from './CLIENT-CLOSE-18.scenario.js';

certify('CLIENT-CLOSE-18', scenario, judge);
