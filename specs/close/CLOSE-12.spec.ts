import { certify } from '../certify.js';
import { judge } from './CLOSE-12.judge.js';
import { scenario } from './CLOSE-12.scenario.js';

certify('CLOSE-12', scenario, judge);
