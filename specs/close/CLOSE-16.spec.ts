import { certify } from '../certify.js';
import { judge } from './CLOSE-16.judge.js';
import { scenario } from './CLOSE-16.scenario.js';

certify('CLOSE-16', scenario, judge);
