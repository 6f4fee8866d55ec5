import { certify } from '../certify.js';
import { judge } from './CLOSE-13.judge.js';
import { scenario } from './CLOSE-13.scenario.js';

certify('CLOSE-13', scenario, judge);
