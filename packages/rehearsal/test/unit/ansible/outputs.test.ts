import { expect } from 'chai';
import { outputsOf } from '../../../src/ansible/outputs.ts';
import { castOf } from '../../../src/network/cast.ts';
import { freeSubnet } from '../../../src/network/subnet.ts';

const cast = castOf(freeSubnet([]));

describe('the outputs that Terraform would print', () => {
  it('are those of the plan, each with its type, and the places of the rehearsal', () => {
    const host = ['object', { public_ip: 'string', public_name: 'string', private_ip: 'string' }];
    expect(outputsOf(cast, ['hosts', 'admin_cidrs'])).to.deep.equal({
      hosts: {
        sensitive: false,
        type: ['object', { users: host, rides: host, dbaas: host }],
        value: {
          users: {
            public_ip: '10.85.0.11',
            public_name: 'users.rehearsal.test',
            private_ip: '10.85.0.11',
          },
          rides: {
            public_ip: '10.85.0.12',
            public_name: 'rides.rehearsal.test',
            private_ip: '10.85.0.12',
          },
          dbaas: {
            public_ip: '10.85.0.13',
            public_name: 'dbaas.rehearsal.test',
            private_ip: '10.85.0.13',
          },
        },
      },
      admin_cidrs: { sensitive: false, type: ['list', 'string'], value: ['10.85.0.1/32'] },
    });
  });

  it('are refused when the plan has one that a rehearsal has no value for', () => {
    expect(() => outputsOf(cast, ['hosts', 'weather'])).to.throw('weather');
  });
});
