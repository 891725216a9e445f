import './styles/main.css';
import { mount } from 'svelte';
import Frame from './app/Frame.svelte';
import { measure } from './app/looks';

measure();
addEventListener('resize', measure);

const target = document.getElementById('app');
if (target) mount(Frame, { target });
