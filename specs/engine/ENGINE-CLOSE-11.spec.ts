import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-11.judge.js';
import { scenario } from './ENGINE-CLOSE-11.scenario.js';

certify('ENGINE-CLOSE-11', scenario, judge);
