import { certify } from '../certify.js';
import { judge } from './CLOSE-15.judge.js';
import { scenario } from './CLOSE-15.scenario.js';

certify('CLOSE-15', scenario, judge);
