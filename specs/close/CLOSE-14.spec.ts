import { certify } from '../certify.js';
import { judge } from './CLOSE-14.judge.js';
import { scenario } from './CLOSE-14.scenario.js';

certify('CLOSE-14', scenario, judge);
