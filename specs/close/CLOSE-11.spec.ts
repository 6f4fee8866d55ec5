import { certify } from '../certify.js';
import { judge } from './CLOSE-11.judge.js';
import { scenario } from './CLOSE-11.scenario.js';

certify('CLOSE-11', scenario, judge);
