import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-05.judge.js';
import { scenario } from './CLIENT-CLOSE-05.scenario.js';

certify('CLIENT-CLOSE-05', scenario, judge);
