import { certify } from '../certify.js';
import { judge } from './CLOSE-01.judge.js';
import { scenario } from './CLOSE-01.scenario.js';

certify('CLOSE-01', scenario, judge);
