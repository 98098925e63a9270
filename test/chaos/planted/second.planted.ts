import { HALF, PLANTED_BUGS } from './bugs';
import { findEach } from './plant';

findEach(PLANTED_BUGS.slice(HALF));
