import { certify } from '../certify.js';
import { judge } from './CLOSE-09.judge.js';
import { scenario } from './CLOSE-09.scenario.js';

certify('CLOSE-09', scenario, judge);
