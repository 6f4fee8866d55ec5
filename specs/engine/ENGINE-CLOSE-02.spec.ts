import { certify } from '../certify.js';
import { judge } from './ENGINE-CLOSE-02.judge.js';
import { scenario } from './ENGINE-CLOSE-02.scenario.js';

certify('ENGINE-CLOSE-02', scenario, judge);
