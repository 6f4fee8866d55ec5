import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-20.judge.js';
import { scenario } from './CLIENT-CLOSE-20.scenario.js';

certify('CLIENT-CLOSE-20', scenario, judge);
