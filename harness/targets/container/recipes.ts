import type { ImageRecipe } from './image-recipe.js';
import { LINUX_WINE } from './linux-wine-image.js';
import type { ContainerSettings } from './settings.js';
import { SQL_SERVER } from './sql-server-image.js';

/** How the image of these settings is built. */
export function recipeOf({ image }: Pick<ContainerSettings, 'image'>): ImageRecipe {
  return image === 'linux-wine' ? LINUX_WINE : SQL_SERVER;
}
