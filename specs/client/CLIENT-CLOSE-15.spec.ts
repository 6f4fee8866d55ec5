import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-15.judge.js';
import { scenario } from './CLIENT-CLOSE-15.scenario.js';

certify('CLIENT-CLOSE-15', scenario, judge);
