import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-03.judge.js';
import { scenario } from './ENGINE-CLOSE-03.scenario.js';

certify('ENGINE-CLOSE-03', scenario, judge);
