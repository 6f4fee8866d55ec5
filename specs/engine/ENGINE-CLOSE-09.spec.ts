import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-09.judge.js';
import { scenario } from './ENGINE-CLOSE-09.scenario.js';

certify('ENGINE-CLOSE-09', scenario, judge);
