import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-04.judge.js';
import { scenario } from './ENGINE-CLOSE-04.scenario.js';

certify('ENGINE-CLOSE-04', scenario, judge);
