import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-19.judge.js';
import { scenario } from './CLIENT-CLOSE-19.scenario.js';

certify('CLIENT-CLOSE-19', scenario, judge);
