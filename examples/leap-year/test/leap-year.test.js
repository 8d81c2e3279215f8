import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLeapYear } from '../src/leap-year.js'

test('a year that 4 divides is a leap year', () => assert.equal(isLeapYear(2024), true))
test('a century is none', () => assert.equal(isLeapYear(1900), false))
test('every fourth century is one', () => assert.equal(isLeapYear(2000), true))
