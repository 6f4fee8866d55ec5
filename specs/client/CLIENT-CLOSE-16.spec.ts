import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-16.judge.js';
import { scenario } from './CLIENT-CLOSE-16.scenario.js';

certify('CLIENT-CLOSE-16', scenario, judge);
