import { certify } from '../certify.js';
import { judge } from './CLOSE-17.judge.js';
import { scenario } from './CLOSE-17.scenario.js';

certify('CLOSE-17', scenario, judge);
