import { certify } from '../certify.js';
import { judge } from './CLOSE-03.judge.js';
import { scenario } from './CLOSE-03.scenario.js';

certify('CLOSE-03', scenario, judge);
