import { certify } from '../certify.js';
import { judge } from './CLOSE-08.judge.js';
import { scenario } from './CLOSE-08.scenario.js';

certify('CLOSE-08', scenario, judge);
