import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-05.judge.js';
import { scenario } from './ENGINE-CLOSE-05.scenario.js';

certify('ENGINE-CLOSE-05', scenario, judge);
