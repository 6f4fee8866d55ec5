import { certify } from '../certify.js';
import { judge } from './CLIENT-CLOSE-02.judge.js';
import { scenario } from './CLIENT-CLOSE-02.scenario.js';

certify('CLIENT-CLOSE-02', scenario, judge);
