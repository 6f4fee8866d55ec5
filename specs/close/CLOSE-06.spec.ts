import { certify } from '../certify.js';
import { judge } from './CLOSE-06.judge.js';
import { scenario } from './CLOSE-06.scenario.js';

certify('CLOSE-06', scenario, judge);
