import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-01.judge.js';
import { scenario } from './ENGINE-CLOSE-01.scenario.js';

certify('ENGINE-CLOSE-01', scenario, judge);
