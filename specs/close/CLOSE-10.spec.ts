import { certify } from '../certify.js';
import { judge } from './CLOSE-10.judge.js';
import { scenario } from './CLOSE-10.scenario.js';

certify('CLOSE-10', scenario, judge);
