import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-10.judge.js';
import { scenario } from './ENGINE-CLOSE-10.scenario.js';

certify('ENGINE-CLOSE-10', scenario, judge);
