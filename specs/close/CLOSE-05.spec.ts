import { certify } from '../certify.js';
import { judge } from './CLOSE-05.judge.js';
import { scenario } from './CLOSE-05.scenario.js';

certify('CLOSE-05', scenario, judge);
