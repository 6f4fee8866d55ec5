import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-07.judge.js';
import { scenario } from './ENGINE-CLOSE-07.scenario.js';

certify('ENGINE-CLOSE-07', scenario, judge);
