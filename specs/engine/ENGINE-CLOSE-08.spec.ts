import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-08.judge.js';
import { scenario } from './ENGINE-CLOSE-08.scenario.js';

certify('ENGINE-CLOSE-08', scenario, judge);
