import { certify } from '../certify.js';
import { judge } from './CLOSE-02.judge.js';
import { scenario } from './CLOSE-02.scenario.js';

certify('CLOSE-02', scenario, judge);
