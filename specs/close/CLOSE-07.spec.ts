import { certify } from '../certify.js';
import { judge } from './CLOSE-07.judge.js';
import { scenario } from './CLOSE-07.scenario.js';

certify('CLOSE-07', scenario, judge);
