import { certify } from '../certify.js';
import { judge } from './CLOSE-04.judge.js';
import { scenario } from './CLOSE-04.scenario.js';

certify('CLOSE-04', scenario, judge);
