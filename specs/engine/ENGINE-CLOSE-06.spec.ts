import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-06.judge.js';
import { scenario } from './ENGINE-CLOSE-06.scenario.js';

certify('ENGINE-CLOSE-06', scenario, judge);
